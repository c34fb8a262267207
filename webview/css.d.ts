/** Alone it goes into the page's own style sheet; `with { type: 'text' }` it is a text. */
declare module '*.css' {
  const text: string
  export default text
}
