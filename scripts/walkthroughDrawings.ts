/** `npm run drawings`: draws the walkthroughs' pictures from what the bundled models give for the tour's texts and their own samples. */
import { writeFileSync } from 'node:fs'
import { walkthroughDrawings } from './walkthrough/drawings.ts'
import { modelDrawings } from './walkthrough/modelDrawings.ts'
import { openTourModel } from './walkthrough/modelNumbers.ts'

const model = await openTourModel()
try {
  for (const [name, svg] of [...await walkthroughDrawings(model), ...await modelDrawings()]) writeFileSync(`media/walkthrough/${name}.svg`, svg)
} finally {
  await model.dispose()
}
