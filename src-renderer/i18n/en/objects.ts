export const objects = {
  'objects.title': 'Objects',
} as const;
