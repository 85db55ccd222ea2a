import { randomBytes, randomInt } from 'node:crypto';

/** As long as Google's own: 44 characters for a file. */
export const newFileId = (): string => `1${randomBytes(33).toString('base64url').slice(0, 43)}`;
/** A code is `4/0A…`; anything else is malformed. */
export const newCode = (): string => `4/0A${randomBytes(54).toString('base64url')}`;
export const newAccessToken = (): string => `ya29.a0A${randomBytes(150).toString('base64url')}`;
export const newRefreshToken = (): string => `1//0${randomBytes(72).toString('base64url')}`;
export const newUploadId = (): string => `ABPtcP${randomBytes(60).toString('base64url')}`;
export const newClientId = (projectNumber: string): string =>
  `${projectNumber}-${randomBytes(16).toString('hex')}.apps.googleusercontent.com`;
export const newClientSecret = (): string => `GOCSPX-${randomBytes(21).toString('base64url')}`;
export const newPermissionId = (): string => String(randomInt(10 ** 9, 10 ** 10)).padStart(20, '1');
/** An int32 that is not negative. */
export const newSheetId = (): number => randomInt(1, 2 ** 31 - 1);
