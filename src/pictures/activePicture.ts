import { TabInputCustom, TabInputText, window, type Tab, type Uri } from 'vscode'

/** Endings of the pictures that can be looked at; package.json's menus have the same. */
const ending = /\.(png|jpe?g|gif|webp|bmp)$/i

/** Whether a file is a picture by its name. */
export function isPicture({ path }: Uri): boolean {
  return ending.test(path)
}

/** The picture that a tab shows, where it shows one. */
export function pictureIn(tab: Tab | undefined): Uri | undefined {
  const input = tab?.input
  const uri = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined
  return uri && isPicture(uri) ? uri : undefined
}

/** The picture in the active tab, and pictures in other tabs that are in sight, in this order. */
export function visiblePictures(): Uri[] {
  const { activeTabGroup, all } = window.tabGroups
  return [activeTabGroup, ...all.filter((group) => group !== activeTabGroup)]
    .flatMap(({ activeTab }) => pictureIn(activeTab) ?? [])
}
