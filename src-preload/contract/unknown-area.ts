const PREFIX = 'catalog: ';

/** Under which area name the store keeps what could not be read of an area of the catalog. */
export function unknownArea(area: string): string {
  return `${PREFIX}${area}`;
}

/** Whether an unknown part is of an area of the catalog, as against objects and fields. */
export function isOfCatalogArea(area: string): boolean {
  return area.startsWith(PREFIX);
}
