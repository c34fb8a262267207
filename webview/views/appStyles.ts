import { css } from 'lit'

/** One column in a side bar; from 640 px the picture on the left and what explains it on the right. */
export const appStyles = css`
  :host { display: block; height: 100%; container-type: inline-size; --gaze-background: var(--vscode-sideBar-background); }
  :host([mount='tab']) { --gaze-background: var(--vscode-editor-background); }
  .page { display: flex; flex-direction: column; gap: 12px; min-height: 100%; padding: 8px 12px 10px; }
  :host([mount='tab']) .page { padding: 12px 20px; }
  .panes { display: flex; flex-direction: column; gap: 16px; min-width: 0; }
  .side { display: flex; flex-direction: column; gap: 16px; min-width: 0; }
  .section { display: flex; flex-direction: column; gap: 4px; min-width: 0; }
  .panes.single { display: block; }
  /* Pictures only: text stays legible. */
  .dimmed { --gaze-dim: 0.55; }
  .status { margin-top: auto; }
  @container (min-width: 640px) {
    .page { height: 100%; min-height: 420px; }
    .panes { flex: 1; min-height: 0; display: grid; grid-template-columns: minmax(0, min(58%, calc(100vh - 100px))) minmax(240px, 1fr); gap: 28px; }
    .panes.single { overflow-y: auto; }
    .side {
      overflow-y: auto;
      min-height: 0;
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr));
      align-content: start;
      gap: 16px 32px;
    }
  }
`
