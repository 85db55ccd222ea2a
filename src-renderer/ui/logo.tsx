/** The mark: a ring on a bench. The same drawing as resources/icon.svg. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect x="2" y="2" width="60" height="60" rx="14" fill="#176c5c" />
      <rect x="18" y="40" width="6" height="13" rx="3" fill="#a4d7ca" />
      <rect x="40" y="40" width="6" height="13" rx="3" fill="#a4d7ca" />
      <rect x="11" y="36" width="42" height="6.5" rx="3.25" fill="#ffffff" />
      <circle cx="32" cy="22.5" r="8.5" fill="none" stroke="#ffffff" strokeWidth="6" />
    </svg>
  );
}
