/** `npm run drawings`: draws the walkthrough's pictures from what the bundled model gives for the tour's texts. */
import { writeFileSync } from 'node:fs'
import { walkthroughDrawings } from './walkthrough/drawings.ts'
import { openTourModel } from './walkthrough/modelNumbers.ts'

const model = await openTourModel()
try {
  for (const [name, svg] of await walkthroughDrawings(model)) writeFileSync(`media/walkthrough/${name}.svg`, svg)
} finally {
  await model.dispose()
}
