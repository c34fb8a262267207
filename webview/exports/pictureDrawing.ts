import { t } from '../l10n/translate.ts'
import { patchWeights, specialInPicture } from '../state/patches.ts'
import { sayQuantity, sayWeight } from '../state/phrases.ts'
import { shownSlice } from '../state/shownSlice.ts'
import { paintPicture, paintPictureMarks } from '../views/picture/paintPicture.ts'
import { pictureImage } from '../views/picture/pictureImage.ts'
import { layoutPicture } from '../views/picture/pictureLayout.ts'
import type { Panes } from '../views/viewPanes.ts'
import type { Drawing } from './drawing.ts'
import { pixelRatio } from './pixelRatio.ts'

const side = 720

/** The picture with the weights over its patches, as it is looked at; null where none is shown. */
export async function pictureDrawing({ session, live, slice, units, focused, palette, navigation }: Panes): Promise<Drawing | null> {
  const { picture, direction } = session
  const special = specialInPicture(session, units.list, focused)
  const { patches } = live.analysis
  if (!picture || !patches) return null
  const image = await pictureImage(picture)
  const layout = layoutPicture(image, patches, { width: side, height: side }, pixelRatio)
  const weights = patchWeights(shownSlice(slice, units.list, special), direction, focused, patches)
  const settings = navigation.picture
  const own = focused.map((token) => token - patches.first).filter((patch) => patch >= 0 && patch < patches.rows * patches.columns)
  const quantity = sayQuantity(slice.choice) ?? t('attention weight')
  const isTint = settings.mode === 'tint'
  return {
    width: layout.width, height: layout.height,
    paint: (painter) => {
      paintPicture(painter, { image, layout, weights, settings, lined: true }, palette)
      paintPictureMarks(painter, layout, { focused: own, pointed: null }, palette)
    },
    scale: weights && {
      from: isTint ? '0' : '', to: isTint ? sayWeight(weights.top) : '',
      says: isTint ? t('{0} of a patch', quantity) : t('bright: {0} {1}, dark: 0', quantity, sayWeight(weights.top)),
    },
  }
}
