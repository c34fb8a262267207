import { css } from 'lit'

/** Heads as tiles: a picture with its name above; the chosen one is outlined like everywhere. */
export const tileStyles = css`
  .tiles { display: grid; gap: 8px; }
  .tile {
    display: flex; flex-direction: column; gap: 2px; min-width: 0; padding: 0;
    border: 0; background: none; color: inherit; font: inherit; font-size: 11px; text-align: left; cursor: pointer;
  }
  .tile .name { display: flex; justify-content: space-between; gap: 4px; width: 100%; line-height: 15px; white-space: nowrap; overflow: hidden; color: var(--vscode-descriptionForeground); }
  .tile[aria-selected='true'] .name { color: var(--vscode-foreground); font-weight: 700; }
  .tile .picture {
    display: block; width: 100%; aspect-ratio: 1; image-rendering: pixelated; forced-color-adjust: none;
    border: 1px solid var(--vscode-contrastBorder, transparent);
  }
  .tile:hover .picture { outline: 1px solid var(--vscode-foreground); }
  .tile[aria-selected='true'] .picture { outline: 2px solid var(--vscode-focusBorder); outline-offset: 1px; }
  .tile:focus-visible { outline: none; }
  .tile:focus-visible .picture { outline: 2px dashed var(--vscode-focusBorder); outline-offset: 1px; }
`
