import { css } from 'lit'

export const rowListStyles = css`
  .title { display: flex; align-items: center; gap: 4px; min-height: 24px; }
  h3 { margin: 0; flex: 1; min-width: 0; font-size: inherit; font-weight: 400; overflow: hidden; text-overflow: ellipsis; }
  p { margin: 4px 0 0; }
  ol { margin: 2px 0 0; padding: 0; list-style: none; }
  .token { font-family: var(--vscode-editor-font-family, monospace); white-space: pre; overflow: hidden; text-overflow: ellipsis; }
  li button {
    display: grid;
    grid-template-columns: minmax(56px, min(30%, 136px)) 1fr 5ch;
    align-items: center;
    gap: 8px;
    width: calc(100% + 8px);
    margin: 0 -4px;
    padding: 0 4px;
    height: 22px;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: left;
    cursor: pointer;
  }
  li button:hover, li button.lit { background: var(--vscode-list-hoverBackground); color: var(--vscode-list-hoverForeground, inherit); }
  li button:focus-visible { outline-offset: -1px; }
  :host-context(.vscode-high-contrast) li button:is(:hover, .lit) { outline: 1px dashed var(--vscode-contrastActiveBorder); outline-offset: -1px; }
  .track { height: 8px; }
  .bar { display: block; height: 100%; min-width: 1px; forced-color-adjust: none; }
  .number { text-align: right; }
  .share { display: flex; justify-content: space-between; }
  .pins { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; padding-top: 8px; }
  .pin {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    max-width: 100%;
    padding: 0 2px 0 6px;
    height: 20px;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 2px;
    background: var(--vscode-badge-background);
    color: var(--vscode-badge-foreground);
    font: inherit;
    font-family: var(--vscode-editor-font-family, monospace);
    cursor: pointer;
  }
  .pin .icon { font-size: 12px; }
`
