/** What pictures are painted with: a canvas's context, or what writes the same as SVG. */
export type Painter = Pick<CanvasRenderingContext2D,
  'save' | 'restore' | 'scale' | 'translate' | 'rotate' | 'beginPath' | 'moveTo' | 'lineTo' | 'bezierCurveTo' | 'stroke'
  | 'clearRect' | 'fillRect' | 'strokeRect' | 'fillText' | 'measureText' | 'drawImage'
  | 'fillStyle' | 'strokeStyle' | 'lineWidth' | 'globalAlpha' | 'font' | 'textAlign' | 'textBaseline' | 'imageSmoothingEnabled'>
