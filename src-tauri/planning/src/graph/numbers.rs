//! Numbers of services by id, found in about one look: ids are spread already, so that folding them is hash enough.

use crate::ServiceId;

const NOBODY: u32 = u32::MAX;

/// The number of each service of a list.
pub(super) struct Numbers<'a> {
    services: &'a [ServiceId],
    /// Numbers by folded id, a taken place passing to the next.
    places: Vec<u32>,
    shift: u32,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(services: &'a [ServiceId]) -> Self {
        let bits = (services.len().max(4) * 2).next_power_of_two().trailing_zeros();
        let mut numbers = Self {
            services,
            places: vec![NOBODY; 1 << bits],
            shift: 64 - bits,
        };
        for (id, number) in services.iter().zip(0..) {
            let place = numbers.place(*id);
            numbers.places[place] = number;
        }
        numbers
    }

    pub(super) fn get(&self, id: ServiceId) -> Option<u32> {
        let number = self.places[self.place(id)];
        (number != NOBODY).then_some(number)
    }

    /// Where the id is, or would be put.
    fn place(&self, id: ServiceId) -> usize {
        let whole = id.0.as_u128();
        let folded = (whole >> 64) as u64 ^ (whole as u64).rotate_left(23);
        let mut place = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.places[place] != NOBODY && self.services[self.places[place] as usize] != id {
            place = (place + 1) & (self.places.len() - 1);
        }
        place
    }
}
