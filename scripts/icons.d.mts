export function iconFiles(svg: string): Map<string, Uint8Array>;
