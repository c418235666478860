import {
  ArrowRight,
  ChartColumn,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  CircleUserRound,
  Heart,
  History,
  type IconNode,
  Info,
  LayoutDashboard,
  ListFilter,
  Menu,
  Minus,
  Package,
  Plus,
  ReceiptText,
  ScrollText,
  Search,
  Send,
  ShieldCheck,
  ShoppingBag,
  TicketPercent,
  Trash2,
  TrendingUp,
  TriangleAlert,
  UserCog,
  Users,
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
export const DashboardIcon = (props: IconProps) => <Glyph of={LayoutDashboard} {...props} />;
export const ReportsIcon = (props: IconProps) => <Glyph of={ChartColumn} {...props} />;
export const OrdersIcon = (props: IconProps) => <Glyph of={ReceiptText} {...props} />;
export const ProductsIcon = (props: IconProps) => <Glyph of={Package} {...props} />;
export const CampaignsIcon = (props: IconProps) => <Glyph of={TicketPercent} {...props} />;
export const ShoppersIcon = (props: IconProps) => <Glyph of={Users} {...props} />;
export const ExportsIcon = (props: IconProps) => <Glyph of={Send} {...props} />;
export const RankingIcon = (props: IconProps) => <Glyph of={TrendingUp} {...props} />;
export const InvariantsIcon = (props: IconProps) => <Glyph of={ShieldCheck} {...props} />;
export const TeamIcon = (props: IconProps) => <Glyph of={UserCog} {...props} />;
export const AuditIcon = (props: IconProps) => <Glyph of={ScrollText} {...props} />;
