import type { ReactiveControllerHost } from 'lit'
import type { HeadShape } from '../../state/headSettings.ts'
import type { Cell } from '../../state/navigation.ts'
import { fitCanvas } from '../../ui/fitCanvas.ts'
import { NextFrame } from '../../ui/nextFrame.ts'
import { SizeWatch } from '../../ui/sizeWatch.ts'
import type { Palette } from '../colour/palette.ts'
import { nothingPointed, type Pointed } from '../gazeEvents.ts'
import { layoutHeads, placesOf, scrollTo, tokenAt, type HeadLayout, type ShownTokens } from './headLayout.ts'
import { paintHeads, type HeadPicture } from './paintHeads.ts'

/** What the surface reads of its view, and tells it. */
export interface HeadSurfaceOwner {
  readonly palette: Palette
  readonly focused: readonly number[]
  readonly pointed: Pointed
  readonly cursor: Cell | null
  readonly fill: boolean
  readonly clientHeight: number
  readonly roomBeside: number
  point(pointed: Pointed): void
  pick(token: number, pin: boolean): void
}

/** The scrolled canvas of the head view: only what is in sight is painted, at the screen's own resolution. */
export class HeadSurface {
  readonly #scroller: HTMLElement
  readonly #canvas: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #owner: HeadSurfaceOwner
  readonly #painting: NextFrame
  #shown: { readonly picture: HeadPicture; readonly tokens: ShownTokens; readonly shape: HeadShape } | null = null
  #layout: HeadLayout | null = null
  /** What the layout was made for. */
  #madeFor: readonly unknown[] = []
  #toReveal: number | null = null

  constructor(scroller: HTMLElement, owner: HeadSurfaceOwner & ReactiveControllerHost & HTMLElement) {
    this.#scroller = scroller
    this.#canvas = scroller.querySelector('canvas')!
    this.#context = this.#canvas.getContext('2d')!
    this.#owner = owner
    this.#painting = new NextFrame(owner, () => { this.#paint() })
    new SizeWatch(owner, () => { this.#painting.ask() })
    scroller.addEventListener('scroll', () => { this.#painting.ask() }, { passive: true })
    this.#listen()
  }

  show(picture: HeadPicture, tokens: ShownTokens, shape: HeadShape): void {
    this.#shown = { picture, tokens, shape }
    this.#painting.ask()
  }

  /** Brings a token's row into sight with the next painting. */
  reveal(token: number): void {
    this.#toReveal = token
    this.#painting.ask()
  }

  #paint(): void {
    const width = this.#scroller.clientWidth
    if (!this.#shown || width === 0) return
    const { picture } = this.#shown
    const layout = (this.#layout = this.#measure(width))
    this.#fit(layout)
    if (this.#toReveal !== null) this.#scrollToToken(this.#toReveal)
    const { pointed, cursor, focused, palette } = this.#owner
    fitCanvas(this.#canvas, layout)
    const isPointed = (pointed.row ?? pointed.column) !== null
    paintHeads(this.#context, layout, this.#scroller.scrollTop, picture, {
      row: isPointed ? pointed.row : cursor?.row ?? null,
      column: isPointed && pointed.row === null ? pointed.column : null,
      focused, cursor: cursor?.row ?? null,
    }, palette)
  }

  #measure(width: number): HeadLayout {
    const { tokens: { rows, columns }, shape, picture: { labels } } = this.#shown!
    const { fill, clientHeight, roomBeside, palette } = this.#owner
    const room = fill ? clientHeight - roomBeside : innerHeight * 0.7
    const madeFor = [width, room, rows.length, rows[0], columns.length, columns[0], shape, labels, palette]
    if (this.#layout && this.#madeFor.every((part, index) => part === madeFor[index])) return this.#layout
    this.#madeFor = madeFor
    return layoutHeads({
      width, room, shape, labels, shown: { rows, columns },
      measure: (text, fontSize) => {
        this.#context.font = `${fontSize}px ${palette.labelFont}`
        return this.#context.measureText(text).width
      },
    })
  }

  #fit(layout: HeadLayout): void {
    const { width, height, rowHeight } = layout
    this.#scroller.style.height = `${height}px`
    this.#canvas.parentElement!.style.height = `${rowHeight * placesOf(layout)}px`
    // The scroll bar has come or gone.
    if (this.#scroller.clientWidth !== width) this.#painting.ask()
  }

  #scrollToToken(token: number): void {
    const { rowPlaces, columnPlaces } = this.#layout!
    const place = Math.max(rowPlaces[token] ?? -1, columnPlaces[token] ?? -1)
    this.#toReveal = null
    if (place >= 0) this.#scroller.scrollTop = scrollTo(this.#layout!, place, this.#scroller.scrollTop)
  }

  #listen(): void {
    const at = (event: PointerEvent | MouseEvent) =>
      this.#layout && tokenAt(this.#layout, event.offsetX, event.offsetY, this.#scroller.scrollTop)
    this.#canvas.addEventListener('pointermove', (event) => {
      const found = at(event)
      this.#owner.point(found ? { row: found.side === 'row' ? found.token : null, column: found.side === 'column' ? found.token : null } : nothingPointed)
    })
    this.#canvas.addEventListener('pointerleave', () => { this.#owner.point(nothingPointed) })
    this.#canvas.addEventListener('click', (event) => {
      const found = at(event)
      if (found) this.#owner.pick(found.token, event.shiftKey)
    })
  }
}
