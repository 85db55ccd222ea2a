/** The service's notation of an instant, `2018-12-11T20:08:58.000+0000`, from any ISO 8601 text. */
export function salesforceDateTime(value: string | number): string {
  return new Date(value).toISOString().replace('Z', '+0000');
}

/** `EEE, dd MMM yyyy HH:mm:ss GMT`, as in the Last-Modified header. */
export function httpDate(instantMs: number): string {
  return new Date(instantMs).toUTCString();
}

/** Whether a bundle's text is a date that can be served. */
export function isInstant(value: string | undefined): value is string {
  return value !== undefined && !Number.isNaN(Date.parse(value));
}
