import { computer } from './computer/computer';

/** The registered resources, in the order of the menu. Routes and menu items come from here. */
export const resources = [computer] as const;
