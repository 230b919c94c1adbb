/** The bundler reads .sql as text; so must the tests. */
export const sqlAsText = {
  name: 'sql-as-text',
  transform(code: string, id: string): { code: string; map: null } | null {
    return id.endsWith('.sql') ? { code: `export default ${JSON.stringify(code)}`, map: null } : null
  },
}
