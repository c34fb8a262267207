/** What what is shown can be exported as; `copy` is a picture on the clipboard, `session` a .gaze.json file. */
export const exportFormats = ['png', 'svg', 'csv', 'json', 'npz', 'html', 'copy', 'session'] as const
export type ExportFormat = (typeof exportFormats)[number]
