import { css } from 'lit'

/** A slider in the workbench's colours: a thin track, a round thumb. Whoever draws it gives it its width. */
export const sliderStyles = css`
  input[type='range'] { appearance: none; height: 20px; margin: 0; background: none; cursor: pointer; }
  input[type='range']::-webkit-slider-runnable-track { height: 2px; background: var(--vscode-dropdown-border, var(--vscode-foreground)); }
  input[type='range']::-webkit-slider-thumb {
    appearance: none; width: 12px; height: 12px; margin-top: -5px; border-radius: 6px; background: var(--vscode-focusBorder);
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  @media (forced-colors: active) { input[type='range']::-webkit-slider-runnable-track { background: CanvasText; } }
  .labelled-slider { display: inline-flex; align-items: center; gap: 6px; }
  .labelled-slider input { width: 84px; }
`
