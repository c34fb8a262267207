import { css } from 'lit'

/** The steps in a column; the change beside them where there is room. */
export const stepStyles = css`
  :host { display: flex; flex-direction: column; gap: 12px; min-width: 0; padding: 2px 2px 12px; container-type: inline-size; }
  .pickers { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
  .pickers label { display: inline-flex; align-items: center; gap: 6px; flex: 0 1 auto; min-width: 0; }
  .pickers label span { white-space: nowrap; }
  .pickers gaze-select { flex: 0 1 160px; min-width: 96px; }
  .plain { padding: 0 4px; height: 22px; border: 0; background: none; color: var(--vscode-textLink-foreground); font: inherit; font-size: 11px; cursor: pointer; }
  .plain:hover { text-decoration: underline; }
  .stepper { display: flex; margin: 0; padding: 0; list-style: none; gap: 2px; }
  .stepper li { flex: 1 1 0; min-width: 0; }
  .stepper button {
    display: flex; align-items: center; justify-content: center; gap: 6px; width: 100%; height: 26px; padding: 0 4px;
    border: 0; border-bottom: 2px solid var(--vscode-panel-border, var(--vscode-widget-border, transparent));
    background: none; color: var(--vscode-descriptionForeground); font: inherit; font-variant-numeric: tabular-nums; cursor: pointer;
  }
  .stepper button:hover { background: var(--vscode-toolbar-hoverBackground); color: var(--vscode-foreground); }
  .stepper .done { border-bottom-color: var(--vscode-descriptionForeground); }
  .stepper .current { border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder)); color: var(--vscode-foreground); font-weight: 700; }
  :host-context(.vscode-high-contrast) .stepper .current { border-bottom: 4px solid var(--vscode-contrastActiveBorder, var(--vscode-foreground)); }
  :host-context(.vscode-high-contrast) .stepper .current { border-bottom-color: var(--vscode-contrastActiveBorder, var(--vscode-foreground)); }
  .stepper button:focus-visible { outline-offset: -2px; }
  .stepper .title { display: none; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .parts { display: flex; flex-direction: column; gap: 20px; min-width: 0; }
  .step { display: flex; flex-direction: column; gap: 8px; min-width: 0; }
  .late { --gaze-dim: 0.4; }
  .heading { display: flex; align-items: center; gap: 2px; }
  h3 { flex: 1; margin: 0; min-width: 0; font-size: 1.15em; font-weight: 600; }
  h3:focus { outline: none; }
  h3 .muted { font-weight: 400; padding-right: 4px; }
  .formulas { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 28px; min-height: 28px; }
  .sentences { margin: 0; max-width: 76ch; overflow-wrap: anywhere; }
  .missing { display: flex; gap: 6px; margin: 0; color: var(--vscode-descriptionForeground); overflow-wrap: anywhere; }
  .legend { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 6px; margin: 0; font-size: 11px; }
  .legend .bar { width: 96px; height: 8px; border: 1px solid var(--vscode-contrastBorder, transparent); background-origin: border-box; forced-color-adjust: none; }
  @container (min-width: 1040px) {
    .stepper .title { display: block; }
  }
  @container (min-width: 880px) {
    .parts { display: grid; grid-template-columns: minmax(0, 5fr) minmax(300px, 3fr); gap: 36px; align-items: start; }
  }
  @media (forced-colors: active) { .stepper .current { border-bottom: 3px solid Highlight; } }
`
