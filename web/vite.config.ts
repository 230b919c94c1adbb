import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  base: '/',
  // The contract is shared with the server; nothing with `node:` may come in through it (tests/architecture.test.ts).
  build: { target: 'es2022', sourcemap: false, chunkSizeWarningLimit: 1200 },
})
