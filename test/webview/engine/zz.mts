import { readFileSync } from 'node:fs'
import { openLab, bundledMiniLm } from './openLab.ts'
const licence = readFileSync('test/fixtures/minilm/licence.txt', 'utf8')
for (const isolated of [false, true]) {
  const opened = await openLab({ isolated })
  for (let i = 0; i < 4; i++) {
    const t = await opened.page.evaluate(async (given) => {
      const start = performance.now()
      const { analysis } = await lab.engine.analyse(given)
      return { total: performance.now() - start, timing: analysis.timing }
    }, { key: { id: 'x', version: i }, text: licence, model: bundledMiniLm(opened), backend: 'wasm' as const })
    console.log(isolated, JSON.stringify(t))
  }
  await opened.close()
}
