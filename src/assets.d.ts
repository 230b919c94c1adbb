// Files that the bundler reads as text.
declare module '*.sql' {
  const text: string
  export default text
}
