/** Whether a model takes pictures, by its config.json and, where it has one, its preprocessor_config.json. */
export function isPictureModel(config: unknown, preprocessor: unknown): boolean {
  return prepares(preprocessor) || [config, field(config, 'encoder'), field(config, 'vision_config')].some(cutsPatches)
}

/** What prepares sound has a feature extractor too, but neither means nor sizes of pictures. */
function prepares(preprocessor: unknown): boolean {
  return typeof field(preprocessor, 'image_processor_type') === 'string'
    || field(preprocessor, 'image_mean') !== undefined || field(preprocessor, 'do_resize') !== undefined
}

function cutsPatches(config: unknown): boolean {
  return field(config, 'image_size') !== undefined && field(config, 'patch_size') !== undefined
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Readonly<Record<string, unknown>>)[name] : undefined
}
