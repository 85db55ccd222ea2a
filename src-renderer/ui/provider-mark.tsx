import { IconBrandGoogleFilled, IconBrandWindowsFilled, IconFile } from '@tabler/icons-react';
import type { ExportDestination } from '../../src-preload/contract/exports.ts';

type Props = { readonly place: ExportDestination['kind']; readonly size?: number };

/** The sign of a place that exports go to; decoration beside its name. */
export function ProviderMark({ place, size = 16 }: Props) {
  switch (place) {
    case 'file':
      return <IconFile size={size} stroke={1.6} aria-hidden="true" />;
    case 'google':
      return <IconBrandGoogleFilled size={size} aria-hidden="true" />;
    case 'microsoft':
      return <IconBrandWindowsFilled size={size} aria-hidden="true" />;
  }
}
