/** The mark: a ring on a bench. The same drawing as resources/icon.svg. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect x="0" y="0" width="64" height="64" rx="15" fill="#176c5c" />
      <circle cx="32" cy="23" r="9.5" fill="none" stroke="#ffffff" strokeWidth="6" />
      <rect x="10" y="37" width="44" height="6" rx="3" fill="#ffffff" />
      <rect x="17" y="40" width="6" height="14" rx="3" fill="#a4d7ca" />
      <rect x="41" y="40" width="6" height="14" rx="3" fill="#a4d7ca" />
      <rect x="10" y="37" width="44" height="6" rx="3" fill="#ffffff" />
    </svg>
  );
}
