import type { Stage } from './stage.ts'

/** The function `total` of samples/total.ts. */
export const total = { from: { line: 1, column: 1 }, to: { line: 7, column: 2 } }

/** Its second `sum`. */
export const sum = { line: 4, column: 5, text: 'sum' }

/** Opens total.ts, analyses the function `total`, and shows a head; layers and heads from 1. */
export async function analyseTotal({ workbench, view }: Stage, layer = 3, head = 5): Promise<void> {
  await workbench.openFile('total.ts')
  await workbench.editor.select(total.from, total.to)
  await workbench.run('Token Gaze: Show Attention')
  await view.waitForPicture()
  await view.thumbnail(layer, head).click()
  await view.waitForHead(layer, head)
}
