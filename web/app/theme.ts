/** The three choices of a theme. */
export type Theme = 'system' | 'light' | 'dark'

const key = 'causeway-theme'
const dark = () => window.matchMedia('(prefers-color-scheme: dark)').matches

/** The choice that was made in this browser. */
export function chosenTheme(): Theme {
  const stored = window.localStorage.getItem(key)
  return stored === 'light' || stored === 'dark' ? stored : 'system'
}

/** Whether the page is dark now. */
export function isDark(theme: Theme = chosenTheme()): boolean {
  return theme === 'dark' || (theme === 'system' && dark())
}

/** Remembers a choice and puts it on the page. */
export function chooseTheme(theme: Theme): void {
  if (theme === 'system') window.localStorage.removeItem(key)
  else window.localStorage.setItem(key, theme)
  applyTheme()
}

window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', applyTheme)

/** Puts the theme on the page; PatternFly reads it from a class of the root element. */
export function applyTheme(): void {
  document.documentElement.classList.toggle('pf-v6-theme-dark', isDark())
}
