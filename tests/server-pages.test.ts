import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildServer } from '../src/server/app.ts'
import { newContext } from './context.ts'

test('a link into the page is the page, whatever dots the name of a host has; a file that is not there is not', async () => {
  const web = mkdtempSync(join(tmpdir(), 'causeway-web-'))
  mkdirSync(join(web, 'assets'))
  writeFileSync(join(web, 'index.html'), '<title>Causeway</title>')
  const { context, close } = await newContext('pages')
  const app = await buildServer({
    context,
    token: '0'.repeat(64),
    hosts: ['localhost'],
    webFolder: web,
    version: '0.0.0',
    signal: new AbortController().signal,
    log() {},
  })
  const get = async (url: string) => {
    const { statusCode, body } = await app.inject({ method: 'GET', url, headers: { host: 'localhost' } })
    return [statusCode, body.includes('<title>Causeway')]
  }
  try {
    expect(await get('/objects/esx-1.harbour.example')).toEqual([200, true])
    expect(await get('/vms/erp-db-01?tab=history')).toEqual([200, true])
    expect(await get('/assets/gone.js')).toEqual([404, false])
    expect(await get('/favicon.ico')).toEqual([404, false])
    expect((await get('/api/v1/nothing.json'))[1]).toBe(false)
  } finally {
    await app.close()
    await close()
    rmSync(web, { recursive: true, force: true })
  }
})
