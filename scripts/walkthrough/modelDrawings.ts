import { codeDrawing } from './codeDrawing.ts'
import { crossDrawing } from './crossDrawing.ts'
import { captionDrawing, visionDrawing } from './pictureDrawings.ts'
import { worldDrawing } from './worldDrawing.ts'

/** The drawings of the walkthrough of our own models by the name of their step, each from a run of the model on its sample. */
export async function modelDrawings(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['translator', await crossDrawing('translator')],
    ['translator-additive', await crossDrawing('translator-additive')],
    ['code', await codeDrawing()],
    ['pictures', await visionDrawing()],
    ['captioner', await captionDrawing()],
    ['agent', await worldDrawing()],
  ])
}
