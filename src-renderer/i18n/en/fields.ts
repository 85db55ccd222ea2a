export const fields = {
  'fields.title': 'Fields',
} as const;
