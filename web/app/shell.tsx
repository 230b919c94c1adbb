import {
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
  Nav,
  NavItem,
  NavList,
  Page,
  PageSidebar,
  PageSidebarBody,
  PageToggleButton,
  SkipToContent,
  ToggleGroup,
  ToggleGroupItem,
} from '@patternfly/react-core'
import { BarsIcon } from '@patternfly/react-icons'
import { Suspense, useEffect, useRef, useState } from 'react'
import { NavLink, Route, Routes, useLocation } from 'react-router'
import { Waiting } from '../parts/waiting.tsx'
import { NotFound } from '../parts/not-found.tsx'
import { navigation, screens } from './screens.ts'
import { chooseTheme, chosenTheme, type Theme } from './theme.ts'

const themes: readonly Theme[] = ['system', 'light', 'dark']

/** The frame of every screen: navigation, theme, and the screen itself. */
export function Shell() {
  const [theme, setTheme] = useState(chosenTheme())
  const { pathname } = useLocation()
  useFocusOnMain(pathname)
  const choose = (next: Theme) => {
    chooseTheme(next)
    setTheme(next)
  }
  const masthead = (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton variant="plain" aria-label="Navigation">
            <BarsIcon />
          </PageToggleButton>
        </MastheadToggle>
        <MastheadBrand data-codemods>
          <NavLink to="/" className="cw-brand">
            <img src="/icon.svg" alt="" width="28" height="28" /> Causeway
          </NavLink>
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent className="cw-masthead-end">
        <ToggleGroup aria-label="Theme">
          {themes.map((name) => (
            <ToggleGroupItem
              key={name}
              text={name}
              isSelected={theme === name}
              onChange={() => choose(name)}
            />
          ))}
        </ToggleGroup>
      </MastheadContent>
    </Masthead>
  )
  const sidebar = (
    <PageSidebar>
      <PageSidebarBody>
        <Nav aria-label="Screens">
          <NavList>
            {navigation.map(({ path, title }) => (
              <NavItem key={path} itemId={path} isActive={isOpen(pathname, path)}>
                <NavLink to={path}>{title}</NavLink>
              </NavItem>
            ))}
          </NavList>
        </Nav>
      </PageSidebarBody>
    </PageSidebar>
  )
  return (
    <Page
      masthead={masthead}
      sidebar={sidebar}
      isManagedSidebar
      mainContainerId="main"
      mainTabIndex={-1}
      mainAriaLabel="Screen"
      isContentFilled
      skipToContent={<SkipToContent href="#main">Skip to content</SkipToContent>}
    >
      <Suspense fallback={<Waiting what="the screen" />}>
        <Routes>
          {screens.map(({ path, Screen }) => (
            <Route key={path} path={path} element={<Screen />} />
          ))}
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </Page>
  )
}

/** After a change of screen the keyboard goes on in the new one, as after the load of a page. */
function useFocusOnMain(pathname: string): void {
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    document.getElementById('main')?.focus({ preventScroll: true })
  }, [pathname])
}

function isOpen(pathname: string, path: string): boolean {
  if (path === '/') return pathname === '/'
  if (path === '/estate' && /^\/(vms|objects)\//.test(pathname)) return true
  return pathname === path || pathname.startsWith(`${path}/`)
}
