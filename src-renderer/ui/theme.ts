import {
  type CSSVariablesResolver,
  type MantineColorsTuple,
  ActionIcon,
  Badge,
  Button,
  Checkbox,
  Drawer,
  Input,
  InputWrapper,
  Kbd,
  Menu,
  Modal,
  PasswordInput,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
  Textarea,
  Tooltip,
  UnstyledButton,
  createTheme,
} from '@mantine/core';

/** The one accent: verdigris, the green of weathered copper. AA on both grounds at the shades used. */
const verdigris: MantineColorsTuple = [
  '#e8f5f1',
  '#cfe9e2',
  '#a4d7ca',
  '#74c2b0',
  '#49ab97',
  '#2d9581',
  '#1f806d',
  '#176c5c',
  '#105a4c',
  '#0a463b',
];

/** Neutral with a trace of green, so that grey and accent belong together. */
const gray: MantineColorsTuple = [
  '#f7f8f8',
  '#eff1f1',
  '#e3e6e6',
  '#d3d8d8',
  '#b7bebe',
  '#8b9494',
  '#667070',
  '#4b5454',
  '#333a3a',
  '#1b2020',
];

const dark: MantineColorsTuple = [
  '#e2e6e5',
  '#c3c9c8',
  '#a3abaa',
  '#727b7a',
  '#3c4443',
  '#2d3433',
  '#232928',
  '#181c1c',
  '#131716',
  '#0d1010',
];

/** The library's red misses AA on white; this one is for what deletes. */
const red: MantineColorsTuple = [
  '#fdecea',
  '#f8d3cf',
  '#f1aaa3',
  '#f28b82',
  '#e5746a',
  '#d9534a',
  '#c2352b',
  '#b3261e',
  '#951d17',
  '#771612',
];

const CONTROL_HEIGHT = '1.875rem';
const CONTROL_FONT = 'var(--mantine-font-size-sm)';

export const theme = createTheme({
  colors: { verdigris, gray, dark, red },
  primaryColor: 'verdigris',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  black: '#1b2020',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '0.1875rem', sm: '0.25rem', md: '0.375rem', lg: '0.625rem', xl: '1rem' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1rem', lineHeight: '1.4' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
      h4: { fontSize: '0.8125rem', lineHeight: '1.4' },
    },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs' },
      vars: (_theme, props) => ({
        root: props.size === 'xs' ? { '--button-height': CONTROL_HEIGHT, '--button-fz': CONTROL_FONT } : {},
      }),
      // Without motion the library centres the spinner by no transition, and so not at all.
      styles: { label: { fontWeight: 500 }, loader: { transform: 'translate(-50%, -50%)' } },
    }),
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: '1.75rem' } }),
    Badge: Badge.extend({
      defaultProps: { variant: 'light', color: 'gray', radius: 'sm', size: 'sm' },
      styles: { label: { textTransform: 'none', fontWeight: 550, letterSpacing: 0 } },
    }),
    Input: Input.extend({
      vars: () => ({ wrapper: { '--input-height': '2rem', '--input-fz': CONTROL_FONT } }),
    }),
    InputWrapper: InputWrapper.extend({
      vars: () => ({
        label: { '--input-label-size': CONTROL_FONT, '--input-asterisk-color': 'var(--ob-danger)' },
        description: { '--input-description-size': 'var(--mantine-font-size-xs)' },
        error: { '--input-error-size': 'var(--mantine-font-size-xs)' },
        success: { '--input-success-size': 'var(--mantine-font-size-xs)' },
      }),
      styles: { label: { marginBottom: '0.1875rem' }, description: { marginBottom: '0.25rem' } },
    }),
    Kbd: Kbd.extend({ styles: { root: { fontFamily: 'inherit', borderBottomWidth: 1 } } }),
    UnstyledButton: UnstyledButton.extend({ styles: { root: { fontSize: CONTROL_FONT } } }),
    TextInput: TextInput.extend({ defaultProps: { size: 'sm' } }),
    Textarea: Textarea.extend({ defaultProps: { size: 'sm' } }),
    PasswordInput: PasswordInput.extend({ defaultProps: { size: 'sm' } }),
    Select: Select.extend({ defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'xs' } }),
    Switch: Switch.extend({ defaultProps: { size: 'sm', withThumbIndicator: false } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'sm', withItemsBorders: false },
      vars: () => ({ root: { '--sc-padding': '0.1875rem 0.625rem', '--sc-font-size': CONTROL_FONT } }),
      styles: { label: { fontWeight: 450 } },
    }),
    Menu: Menu.extend({
      // Beside its button in the document, so that it stays inside the landmark; "fixed" keeps it from being clipped.
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        withInitialFocusPlaceholder: false,
        withinPortal: false,
        floatingStrategy: 'fixed',
      },
      styles: { itemSection: { marginInlineEnd: 'var(--mantine-spacing-sm)' } },
    }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'lg', padding: 'lg', overlayProps: { backgroundOpacity: 0.35 } },
      styles: { title: { fontWeight: 600 }, header: { minHeight: '3rem' } },
    }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.2 } } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 350, withArrow: false, transitionProps: { duration: 80 } } }),
  },
});

/** Grounds, lines and quiet text. Everything else in the app's own CSS refers to these names. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--ob-row-height': '1.75rem',
    '--ob-rail-width': '13.5rem',
    '--ob-bar-height': '2.75rem',
  },
  light: {
    '--mantine-color-dimmed': '#5a6363',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-placeholder': '#6b7474',
    '--mantine-color-default-border': '#d3d8d8',
    '--ob-ground': '#ffffff',
    '--ob-rail': '#f4f6f5',
    '--ob-panel': '#f9fafa',
    '--ob-raised': '#ffffff',
    '--ob-line': '#e1e5e4',
    '--ob-hover': '#edf0ef',
    '--ob-selected': '#dcefe9',
    '--ob-text': '#1b2020',
    '--ob-dim': '#5a6363',
    '--ob-accent': '#176c5c',
    '--ob-accent-soft': '#e8f5f1',
    '--ob-warn': '#7a4d00',
    '--ob-warn-soft': '#fff4dc',
    '--ob-warn-line': '#ecd39b',
    '--ob-danger': '#b3261e',
    '--ob-danger-soft': '#fdecea',
    '--ob-danger-line': '#f0c3bf',
    '--ob-production': '#c0392b',
  },
  dark: {
    '--mantine-color-body': '#181c1c',
    '--mantine-color-dimmed': '#a3abaa',
    '--mantine-color-error': '#ff9b92',
    '--mantine-color-placeholder': '#949d9c',
    '--mantine-color-default-border': '#3c4443',
    '--ob-ground': '#181c1c',
    '--ob-rail': '#131716',
    '--ob-panel': '#1d2221',
    '--ob-raised': '#212726',
    '--ob-line': '#2d3433',
    '--ob-hover': '#242a29',
    '--ob-selected': '#1d3a34',
    '--ob-text': '#e2e6e5',
    '--ob-dim': '#a3abaa',
    '--ob-accent': '#74c2b0',
    '--ob-accent-soft': '#17302b',
    '--ob-warn': '#f0c674',
    '--ob-warn-soft': '#2e2716',
    '--ob-warn-line': '#54461f',
    '--ob-danger': '#ff9b92',
    '--ob-danger-soft': '#361c1a',
    '--ob-danger-line': '#5f2e2a',
    '--ob-production': '#e5604f',
  },
});
