import {
  ArrowLeft,
  Ban,
  Braces,
  Check,
  ChevronDown,
  ChevronLeft,
  ChevronRight,
  ChevronsLeft,
  ChevronsRight,
  CircleAlert,
  CircleCheck,
  CircleDot,
  Clock,
  Copy,
  Download,
  Ellipsis,
  GitCompare,
  type IconNode,
  KeyRound,
  Link,
  List,
  Lock,
  LogIn,
  LogOut,
  Mail,
  Menu,
  Minus,
  Monitor,
  Pencil,
  Plus,
  RotateCcw,
  Search,
  Settings,
  ShieldCheck,
  ShieldOff,
  Smartphone,
  Trash2,
  TriangleAlert,
  UserCheck,
  UserPlus,
  Users,
  WifiOff,
  X,
  createElement,
} from 'lucide';

const icons: Record<string, IconNode> = {
  'arrow-left': ArrowLeft,
  ban: Ban,
  braces: Braces,
  check: Check,
  'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft,
  'chevron-right': ChevronRight,
  'chevrons-left': ChevronsLeft,
  'chevrons-right': ChevronsRight,
  'circle-alert': CircleAlert,
  'circle-check': CircleCheck,
  'circle-dot': CircleDot,
  clock: Clock,
  copy: Copy,
  download: Download,
  ellipsis: Ellipsis,
  'git-compare': GitCompare,
  'key-round': KeyRound,
  link: Link,
  list: List,
  lock: Lock,
  'log-in': LogIn,
  'log-out': LogOut,
  mail: Mail,
  menu: Menu,
  minus: Minus,
  monitor: Monitor,
  pencil: Pencil,
  plus: Plus,
  'rotate-ccw': RotateCcw,
  search: Search,
  settings: Settings,
  'shield-check': ShieldCheck,
  'shield-off': ShieldOff,
  smartphone: Smartphone,
  'trash-2': Trash2,
  'triangle-alert': TriangleAlert,
  'user-check': UserCheck,
  'user-plus': UserPlus,
  users: Users,
  'wifi-off': WifiOff,
  x: X,
};

/** `<fl-icon name="plus">`: an icon as inline SVG, hidden from screen readers. */
export const icon: angular.IComponentOptions = {
  bindings: { name: '@' },
  controller: class {
    static readonly $inject = ['$element'];
    readonly name!: string;

    constructor(private readonly $element: JQLite) {}

    $onChanges(): void {
      const node = icons[this.name];
      if (!node) throw new Error(`No icon named "${this.name}"`);
      const svg = createElement(node, { class: 'icon', 'aria-hidden': 'true', focusable: 'false' });
      this.$element[0]!.replaceChildren(svg);
    }
  },
};
