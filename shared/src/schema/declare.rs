//! The macros that declare choices and kinds. The declarations themselves are in
//! [`crate::model`].

/// Declares a choice as an enum: number, key and names of each option, in the order in which
/// people see them.
#[macro_export]
macro_rules! declare_choice {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$option_doc:meta])* $option:ident = $no:literal $key:literal ($zh:literal, $en:literal),)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$option_doc])* $option,)*
        }

        impl $name {
            /// All options, in the order in which people see them.
            pub const ALL: &'static [Self] = &[$(Self::$option),*];

            const OPTIONS: &'static [$crate::schema::ChoiceOption] = &[
                $($crate::schema::ChoiceOption {
                    no: $crate::schema::ChoiceNo($no),
                    key: $key,
                    label: $crate::schema::Label::new($zh, $en),
                }),*
            ];

            /// The option's number in records, for declarations.
            pub const fn number(self) -> $crate::schema::ChoiceNo {
                match self {
                    $(Self::$option => $crate::schema::ChoiceNo($no),)*
                }
            }
        }

        impl $crate::schema::Choices for $name {
            const SPEC: &'static $crate::schema::ChoiceSpec = &$crate::schema::ChoiceSpec {
                options: Self::OPTIONS,
            };

            fn no(self) -> $crate::schema::ChoiceNo {
                self.number()
            }

            fn from_no(no: $crate::schema::ChoiceNo) -> Option<Self> {
                match no.0 {
                    $($no => Some(Self::$option),)*
                    _ => None,
                }
            }

            fn option(self) -> &'static $crate::schema::ChoiceOption {
                // The enum and `OPTIONS` are written by one repetition, so their places agree.
                &Self::OPTIONS[self as usize]
            }
        }
    };
}

/// Declares a kind: its number, key, names, the field that names a record, its fields and, when it
/// has a state machine, the state's field and the actions.
#[macro_export]
macro_rules! declare_kind {
    (
        $(#[$doc:meta])*
        $name:ident = $id:literal $key:literal ($zh:literal, $en:literal), titled by $title:ident {
            $(
                $(#[$field_doc:meta])*
                $const:ident $field:ident = $no:literal: $ty:ty, ($field_zh:literal, $field_en:literal)
                $(, $attribute:ident)*;
            )*
        }
        $(
            moved by $state:ident {
                $(
                    $(#[$action_doc:meta])*
                    $action_const:ident = $action_no:literal $action_key:literal
                    ($action_zh:literal, $action_en:literal):
                    [$($from:expr),+] => $to:expr, $who:ident
                    $(, requires [$($requires:ident),+])?
                    $(, dates [$($dates:ident),+])?
                    $(, clears [$($clears:ident),+])?;
                )*
            }
        )?
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl $name {
            $(
                $(#[$field_doc])*
                pub const $const: $crate::schema::FieldNo = $crate::schema::FieldNo($no);
            )*
            $($(
                $(#[$action_doc])*
                pub const $action_const: $crate::schema::ActionNo =
                    $crate::schema::ActionNo($action_no);
            )*)?
        }

        impl $crate::schema::Kind for $name {
            const ID: $crate::schema::KindId = $crate::schema::KindId($id);
            const SPEC: &'static $crate::schema::KindSpec = &$crate::schema::KindSpec {
                id: Self::ID,
                key: $key,
                label: $crate::schema::Label::new($zh, $en),
                fields: &[$(
                    $crate::schema::FieldSpec::new(
                        $no,
                        stringify!($field),
                        $crate::schema::Label::new($field_zh, $field_en),
                        <$ty as $crate::schema::FieldKind>::TYPE,
                    )$(.$attribute())*
                ),*],
                title: Self::$title,
                state: $crate::declare_kind!(@state $($state)?),
                actions: &[$($(
                    $crate::schema::ActionSpec {
                        no: $crate::schema::ActionNo($action_no),
                        key: $action_key,
                        label: $crate::schema::Label::new($action_zh, $action_en),
                        from: &[$($from.number()),+],
                        to: $to.number(),
                        who: $crate::schema::Who::$who,
                        requires: &[$($(Self::$requires),+)?],
                        dates: &[$($(Self::$dates),+)?],
                        clears: &[$($(Self::$clears),+)?],
                    }
                ),*)?],
            };
        }

        impl<'a> $crate::schema::View<'a, $name> {
            $(
                $(#[$field_doc])*
                pub fn $field(self) -> Option<<$ty as $crate::schema::FieldKind>::Out<'a>> {
                    self.read::<$ty>($name::$const)
                }
            )*
        }
    };
    (@state) => { None };
    (@state $state:ident) => { Some(Self::$state) };
}
