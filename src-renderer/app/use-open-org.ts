import { useLocation, useNavigate } from '@tanstack/react-router';

const AREAS = {
  objects: '/org/$connectionId/objects',
  fields: '/org/$connectionId/fields',
  exports: '/org/$connectionId/exports',
} as const;
const isArea = (text: string | undefined): text is keyof typeof AREAS => text !== undefined && text in AREAS;

/** Switches to another org, in the area that is open; to its fields where none about an org is. */
export function useOpenOrg(): (connectionId: string) => void {
  const navigate = useNavigate();
  const area = /^\/org\/[^/]+\/(\w+)/.exec(useLocation().pathname)?.[1];
  return (connectionId) =>
    void navigate({ to: AREAS[isArea(area) ? area : 'fields'], params: { connectionId }, search: {} });
}
