export const exportsText = {
  'exports.title': 'Exports',
} as const;
