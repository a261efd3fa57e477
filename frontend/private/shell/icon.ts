import {
  ArrowLeft,
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
  Download,
  GitCompare,
  type IconNode,
  List,
  Lock,
  LogOut,
  Menu,
  Plus,
  RotateCcw,
  Trash2,
  TriangleAlert,
  WifiOff,
  X,
  createElement,
} from 'lucide';

const icons: Record<string, IconNode> = {
  'arrow-left': ArrowLeft,
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
  download: Download,
  'git-compare': GitCompare,
  list: List,
  lock: Lock,
  'log-out': LogOut,
  menu: Menu,
  plus: Plus,
  'rotate-ccw': RotateCcw,
  'trash-2': Trash2,
  'triangle-alert': TriangleAlert,
  'wifi-off': WifiOff,
  x: X,
};

/** `<fl-icon name="plus">`: an icon as inline SVG. It is decoration; the words stand beside it or in a label. */
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
