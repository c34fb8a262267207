import { css } from 'lit'

/** What every component starts from: the workbench's fonts, icons, focus and text hidden from sight. */
export const sharedStyles = css`
  :host {
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
  }
  :host([hidden]), [hidden] { display: none !important; }
  *, *::before, *::after { box-sizing: border-box; }
  .icon {
    font: normal 16px/1 codicon;
    flex: none;
    display: inline-block;
    user-select: none;
    -webkit-font-smoothing: antialiased;
  }
  canvas { opacity: var(--gaze-dim, 1); }
  /* Pictures and tokens of code run from left to right in every language. */
  canvas, .token, .pair, .left-to-right { direction: ltr; unicode-bidi: isolate; }
  .muted { color: var(--vscode-descriptionForeground); }
  .number { font-variant-numeric: tabular-nums; }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  :focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 1px; }
  h2 {
    margin: 0;
    font-size: 11px;
    font-weight: 700;
    letter-spacing: 0.04em;
    text-transform: uppercase;
    color: var(--vscode-sideBarSectionHeader-foreground, var(--vscode-foreground));
  }
`
