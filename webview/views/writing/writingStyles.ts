import { css } from 'lit'

/** How a step of writing is laid out: names beside what they name, one below the other where it is narrow. */
export const writingStyles = css`
  :host { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
  .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 2px; min-height: 24px; }
  .where { margin-inline-start: 4px; overflow-wrap: anywhere; }
  .unseen { margin: 0; }
  dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 3px 10px; align-items: baseline; margin: 0; }
  dt { color: var(--vscode-descriptionForeground); }
  dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
  .token, .source { font-family: var(--vscode-editor-font-family, monospace); }
  .source { display: inline-flex; flex-wrap: wrap; row-gap: 2px; }
  .part { position: relative; white-space: pre; }
  .tint { position: absolute; inset: 0; border-radius: 2px; }
  .part .text { position: relative; }
  ol { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 0; padding: 0; list-style: none; }
  li.own { font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
`
