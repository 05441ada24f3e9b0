//! How many lights of each colour there are (DOMAIN 9.5).

use crate::rules::light::Colour;
use crate::schema::Sentence;

/// Lights by colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Overdue.
    pub red: u32,
    /// Due soon, or handed in late.
    pub yellow: u32,
    /// In time.
    pub green: u32,
    /// Nothing dated to measure against.
    pub grey: u32,
    /// Done.
    pub blue: u32,
}

impl Counts {
    /// Of these lights.
    pub fn of(colours: impl IntoIterator<Item = Colour>) -> Self {
        let mut counts = Self::default();
        for colour in colours {
            *counts.place(colour) += 1;
        }
        counts
    }

    /// How many there are of the colour.
    pub fn get(mut self, colour: Colour) -> u32 {
        *self.place(colour)
    }

    /// How many there are.
    pub fn all(self) -> u32 {
        self.red + self.yellow + self.green + self.grey + self.blue
    }

    fn place(&mut self, colour: Colour) -> &mut u32 {
        match colour {
            Colour::Red => &mut self.red,
            Colour::Yellow => &mut self.yellow,
            Colour::Green => &mut self.green,
            Colour::Grey => &mut self.grey,
            Colour::Blue => &mut self.blue,
        }
    }

    /// «绿 10 黄 3 红 1»: what there is, and nothing of what there is not.
    pub fn sentence(self) -> Sentence {
        let colours = [
            (self.green, "绿", "green"),
            (self.yellow, "黄", "yellow"),
            (self.red, "红", "red"),
            (self.blue, "蓝", "blue"),
            (self.grey, "灰", "grey"),
        ];
        let (zh, en): (Vec<String>, Vec<String>) = colours
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, zh, en)| (format!("{zh} {count}"), format!("{count} {en}")))
            .unzip();
        Sentence::new(zh.join(" "), en.join(", "))
    }
}
