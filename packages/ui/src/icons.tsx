import {
  ArrowRight,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleUserRound,
  Heart,
  History,
  type IconNode,
  Info,
  ListFilter,
  Menu,
  Minus,
  Plus,
  Search,
  ShoppingBag,
  Trash2,
  TriangleAlert,
  X,
} from "lucide";
import { createElement } from "react";

interface IconProps {
  className?: string;
}

/**
 * Decorative: the words beside an icon carry its meaning. lucide's own component for React would be
 * two kilobytes of every page.
 */
function Glyph({ of: shapes, className = "size-5" }: IconProps & { of: IconNode }) {
  return createElement(
    "svg",
    {
      "aria-hidden": true,
      className,
      width: 24,
      height: 24,
      viewBox: "0 0 24 24",
      fill: "none",
      stroke: "currentColor",
      strokeLinecap: "round",
      strokeLinejoin: "round",
      strokeWidth: 1.6,
    },
    ...shapes.map(([shape, attributes]) => createElement(shape, attributes)),
  );
}

export const SearchIcon = (props: IconProps) => <Glyph of={Search} {...props} />;
export const HistoryIcon = (props: IconProps) => <Glyph of={History} {...props} />;
export const CartIcon = (props: IconProps) => <Glyph of={ShoppingBag} {...props} />;
export const PersonIcon = (props: IconProps) => <Glyph of={CircleUserRound} {...props} />;
export const MenuIcon = (props: IconProps) => <Glyph of={Menu} {...props} />;
export const PlusIcon = (props: IconProps) => <Glyph of={Plus} {...props} />;
export const MinusIcon = (props: IconProps) => <Glyph of={Minus} {...props} />;
export const CloseIcon = (props: IconProps) => <Glyph of={X} {...props} />;
export const CheckIcon = (props: IconProps) => <Glyph of={Check} {...props} />;
export const ChevronDownIcon = (props: IconProps) => <Glyph of={ChevronDown} {...props} />;
export const ChevronLeftIcon = (props: IconProps) => <Glyph of={ChevronLeft} {...props} />;
export const ChevronRightIcon = (props: IconProps) => <Glyph of={ChevronRight} {...props} />;
export const ArrowRightIcon = (props: IconProps) => <Glyph of={ArrowRight} {...props} />;
export const InfoIcon = (props: IconProps) => <Glyph of={Info} {...props} />;
export const AlertIcon = (props: IconProps) => <Glyph of={TriangleAlert} {...props} />;
export const TrashIcon = (props: IconProps) => <Glyph of={Trash2} {...props} />;
export const FilterIcon = (props: IconProps) => <Glyph of={ListFilter} {...props} />;
export const HeartIcon = (props: IconProps) => <Glyph of={Heart} {...props} />;
