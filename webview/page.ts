import './l10n/pageTranslations.ts'
import type { Mount } from '../protocol/hostToPage.ts'
import { createEngine } from './engine/createEngine.ts'
import { createController } from './state/controller.ts'
import { createHostPort } from './state/hostPort.ts'
import { registerToolkit } from './ui/toolkit.ts'
import './ui/picker.ts'
import './ui/segments.ts'
import './ui/tabs.ts'
import type { TokenGazeApp } from './views/appElement.ts'
import './views/appElement.ts'
import './views/toolbar.ts'
import './views/heatmap/heatmapElement.ts'
import './views/thumbnails/thumbnailsElement.ts'
import './views/tour/tourCard.ts'
import './views/rows/rowList.ts'
import './views/heads/headView.ts'
import './views/layer/layerView.ts'
import './views/model/modelView.ts'
import './ui/formula.ts'
import './ui/select.ts'
import './views/steps/strip.ts'
import './views/steps/keyTable.ts'
import './views/steps/whatIf.ts'
import './views/steps/stepView.ts'
import './views/context/contextChart.ts'
import './views/context/tokenStrip.ts'
import './views/context/contextView.ts'

registerToolkit()
const { mount, dist } = document.body.dataset
const host = createHostPort()
const engine = createEngine({ distUri: dist! })
const app = document.querySelector('token-gaze-app') as TokenGazeApp
app.start(host, createController(engine, host), mount as Mount)
