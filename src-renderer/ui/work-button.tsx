import { Button, type ButtonProps } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import { useKeepFocus } from './use-keep-focus.ts';

type Props = ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps>;

/** A button that stays where it is, disabled, while it works (`loading`), and has the focus again afterwards. */
export function WorkButton({ loading = false, ...others }: Props) {
  const { atRest } = useKeepFocus(loading === true);
  return <Button ref={atRest} loading={loading} {...others} />;
}
