import { defineResource } from '../private/resource/define-resource';

// A second resource for the tests. It needs nothing but this declaration and its registration.
export const printer = defineResource({
  name: 'example_printer',
  path: 'example-printers',
  singular: 'printer',
  plural: 'printers',
  title: 'name',
  fields: {
    name: { kind: 'text', label: 'Name', required: true },
    location: { kind: 'text', label: 'Location', help: 'Building and room.' },
    pages: { kind: 'integer', label: 'Pages', help: 'The counter, as a whole number.' },
    colour: { kind: 'boolean', label: 'Colour' },
  },
});
