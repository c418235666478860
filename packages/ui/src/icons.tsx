import type { ReactNode } from "react";

interface IconProps {
  className?: string;
}

/** Drawn on a 24 grid with a 1.6 line; decorative, so the words beside them carry the meaning. */
function Glyph({ className = "size-5", children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeWidth="1.6"
      viewBox="0 0 24 24"
    >
      {children}
    </svg>
  );
}

export const SearchIcon = (props: IconProps) => (
  <Glyph {...props}>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 4.5 4.5" />
  </Glyph>
);
export const CartIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M4 7.5h16l-1.2 11a2 2 0 0 1-2 1.8H7.2a2 2 0 0 1-2-1.8z" />
    <path d="M8.5 10V7a3.5 3.5 0 0 1 7 0v3" />
  </Glyph>
);
export const PersonIcon = (props: IconProps) => (
  <Glyph {...props}>
    <circle cx="12" cy="8" r="3.7" />
    <path d="M4.8 20c.8-3.7 3.7-5.6 7.2-5.6s6.4 1.9 7.2 5.6" />
  </Glyph>
);
export const PlusIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M12 5.5v13M5.5 12h13" />
  </Glyph>
);
export const MinusIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M5.5 12h13" />
  </Glyph>
);
export const CloseIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="m6.5 6.5 11 11m0-11-11 11" />
  </Glyph>
);
export const CheckIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="m5 12.5 4.7 4.7L19 7.5" />
  </Glyph>
);
export const ChevronDownIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="m6.5 9.5 5.5 5.5 5.5-5.5" />
  </Glyph>
);
export const ChevronLeftIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="m14.5 6-6 6 6 6" />
  </Glyph>
);
export const ChevronRightIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="m9.5 6 6 6-6 6" />
  </Glyph>
);
export const ArrowRightIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M4.5 12h15m-6-6 6 6-6 6" />
  </Glyph>
);
export const InfoIcon = (props: IconProps) => (
  <Glyph {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 11.2V16M12 8v.1" />
  </Glyph>
);
export const AlertIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M12 4 3 19.5h18z" />
    <path d="M12 10v4.5M12 17v.1" />
  </Glyph>
);
export const TrashIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M4.5 7h15M9.5 7V4.8h5V7m-8 0 .8 12.2h9.4L17.5 7M10.2 10.5l.3 5.5m3.3-5.5-.3 5.5" />
  </Glyph>
);
export const FilterIcon = (props: IconProps) => (
  <Glyph {...props}>
    <path d="M4 7h16M7 12h10M10 17h4" />
  </Glyph>
);
