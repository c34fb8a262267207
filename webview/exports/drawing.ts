import type { AttentionSlice, HeadChoice } from '../../protocol/attention.ts'
import type { Ramp } from '../views/colour/ramp.ts'
import type { Painter } from '../views/painter.ts'
import type { Panes } from '../views/viewPanes.ts'
import { headsDrawing } from './headsDrawing.ts'
import { heatmapDrawing } from './heatmapDrawing.ts'
import { layerDrawing } from './layerDrawing.ts'
import { predictionsDrawing } from './predictionsDrawing.ts'
import { modelDrawing } from './modelDrawing.ts'
import { pictureDrawing } from './pictureDrawing.ts'
import { worldDrawing } from './worldDrawing.ts'

/** A picture that can be painted on anything, in CSS pixels from 0, 0. */
export interface Drawing {
  readonly width: number
  readonly height: number
  paint(painter: Painter): void
  /** What its colours mean, beneath it. */
  readonly scale: ScaleBar | null
}

export interface ScaleBar {
  readonly from: string
  readonly to: string
  readonly says: string
  /** Absent: that of the weights. */
  readonly ramp?: Ramp
}

/** What a drawing may ask for. */
export interface DrawingTools {
  measure(text: string, font: string): TextMetrics
  /** Another head's weights, as they are shown. */
  slice(choice: HeadChoice): Promise<AttentionSlice>
}

/** What is shown, as a picture that is not of the screen's size; null where the view has none. */
export function drawingOf(panes: Panes, tools: DrawingTools): Drawing | Promise<Drawing | null> | null {
  switch (panes.navigation.view) {
    case 'heatmap': return heatmapDrawing(panes, tools)
    case 'heads': return headsDrawing(panes, tools)
    case 'model': return modelDrawing(panes)
    case 'layer': return layerDrawing(panes, tools)
    case 'picture': return pictureDrawing(panes)
    case 'world': return worldDrawing(panes)
    case 'predictions': return predictionsDrawing(panes, tools)
    default: return null
  }
}
