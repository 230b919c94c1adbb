import '@patternfly/react-core/dist/styles/base.css'
import './app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { logIn } from './client.ts'
import { applyTheme } from './theme.ts'
import { Shell } from './shell.tsx'

applyTheme()
const root = document.getElementById('root')
if (root) {
  // Without a good token the API answers 401, and the screens say what to do.
  await logIn().catch(() => undefined)
  createRoot(root).render(
    <StrictMode>
      <BrowserRouter>
        <Shell />
      </BrowserRouter>
    </StrictMode>,
  )
}
