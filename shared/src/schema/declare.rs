//! The macros that declare choices and kinds. The declarations themselves are in
//! [`crate::model`].

/// Declares a choice as an enum: number, key and names of each option, in the order in which
/// people see them. The names are the option's documentation; more may stand above it.
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
            $(#[doc = concat!($zh, " · ", $en, "\n\n")] $(#[$option_doc])* $option,)*
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

/// Declares a kind.
///
/// ```text
/// declare_kind! {
///     /// What it is.
///     Problem = 60 "problem" ("问题", "problem"), titled by TITLE,
///         owned by [OWNER, PROJECT], written by [Office, Unit] {
///         TITLE title = 1: Text, ("问题", "title"), required;
///         OWNER owner = 2: Ref<Unit>, ("责任单位", "owner unit"), required;
///         STATE state = 3: Pick<ProblemState>, ("状态", "state"), required, by_action;
///         …
///     }
///     moved by STATE {
///         /// What taking it means.
///         ASK = 1 "ask" ("申请销号", "Ask for closure"):
///             [ProblemState::InProgress] => ProblemState::Asked, by [Unit],
///             proof [EVIDENCE, FILES], dates [ASKED_ON], signs [ASKED_BY];
///     }
/// }
/// ```
///
/// Of the kind, in this order, all optional after the title: `known by [fields]`, the fields whose
/// values make its id; `owned by [fields]`, the references through which it belongs to units and
/// projects; `written by [parties]`, who may make and change it (the office alone when nothing is
/// said).
///
/// Of a field: number, type, names, then attributes, which are the constant functions of
/// [`FieldSpec`](crate::schema::FieldSpec).
///
/// Of an action: the states it leads from and, unless it stays, the one it leads to; `by`, who may
/// take it; then, in this order, what [`ActionSpec`](crate::schema::ActionSpec) describes:
/// `requires`, `holds`, `takes`, `proof`, `dates`, `signs`, `clears`, `other than`.
#[macro_export]
macro_rules! declare_kind {
    (
        $(#[$doc:meta])*
        $name:ident = $id:literal $key:literal ($zh:literal, $en:literal), titled by $title:ident
        $(, known by [$($known:ident),*])?
        $(, owned by [$($owner:ident),+])?
        $(, written by [$($writer:ident),+])?
        {
            $(
                $(#[$field_doc:meta])*
                $const:ident $field:ident = $no:literal: $ty:ty, ($field_zh:literal, $field_en:literal)
                $(, $attribute:ident $(($($argument:expr),+))?)*;
            )*
        }
        $(
            moved by $state:ident {
                $(
                    $(#[$action_doc:meta])*
                    $action_const:ident = $action_no:literal $action_key:literal
                    ($action_zh:literal, $action_en:literal):
                    [$($from:expr),+ $(,)?] $(=> $to:expr)?, by [$($who:ident),+]
                    $(, requires [$($requires:ident),+])?
                    $(, holds [$($holds:ident),+])?
                    $(, takes [$($takes:ident),+])?
                    $(, proof [$($proof:ident),+])?
                    $(, dates [$($dates:ident),+])?
                    $(, signs [$($signs:ident),+])?
                    $(, clears [$($clears:ident),+])?
                    $(, other than [$($other:ident),+])?;
                )*
            }
        )*
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub struct $name;

        impl $name {
            $(
                #[doc = concat!($field_zh, " · ", $field_en, "\n\n")]
                $(#[$field_doc])*
                pub const $const: $crate::schema::FieldNo = $crate::schema::FieldNo($no);
            )*
            $($(
                #[doc = concat!($action_zh, " · ", $action_en, "\n\n")]
                $(#[$action_doc])*
                pub const $action_const: $crate::schema::ActionNo =
                    $crate::schema::ActionNo($action_no);
            )*)*
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
                    )$(.$attribute($($($argument),+)?))*
                ),*],
                title: Self::$title,
                coordinates: $crate::declare_kind!(@coordinates $([$(Self::$known),*])?),
                owners: &[$($(Self::$owner),+)?],
                writers: $crate::declare_kind!(@parties $($($writer),+)?),
                states: &[$(Self::$state),*],
                actions: &[$($(
                    $crate::schema::ActionSpec {
                        no: $crate::schema::ActionNo($action_no),
                        key: $action_key,
                        label: $crate::schema::Label::new($action_zh, $action_en),
                        field: Self::$state,
                        from: &[$($from.number()),+],
                        to: $crate::declare_kind!(@to $($to)?),
                        who: $crate::declare_kind!(@parties $($who),+),
                        requires: &[$($(Self::$requires),+)?],
                        holds: &[$($(Self::$holds),+)?],
                        takes: &[$($(Self::$takes),+)?],
                        proof: &[$($(Self::$proof),+)?],
                        dates: &[$($(Self::$dates),+)?],
                        signs: &[$($(Self::$signs),+)?],
                        clears: &[$($(Self::$clears),+)?],
                        other_than: &[$($(Self::$other),+)?],
                    },
                )*)*],
            };
        }

        impl<'a> $crate::schema::View<'a, $name> {
            $(
                #[doc = concat!($field_zh, " · ", $field_en, "\n\n")]
                $(#[$field_doc])*
                pub fn $field(self) -> Option<<$ty as $crate::schema::FieldKind>::Out<'a>> {
                    self.read::<$ty>($name::$const)
                }
            )*
        }
    };
    (@coordinates) => { None };
    (@coordinates [$($known:expr),*]) => { Some(&[$($known),*]) };
    (@parties) => { $crate::schema::Parties::of(&[$crate::schema::Party::Office]) };
    (@parties $($party:ident),+) => {
        $crate::schema::Parties::of(&[$($crate::schema::Party::$party),+])
    };
    (@to) => { None };
    (@to $to:expr) => { Some($to.number()) };
}
