//! Numbers of services by id, found in about one look: ids are spread already, so that folding them is hash enough.

use crate::ServiceId;

/// The number of each service of a list.
pub(super) struct Numbers {
    /// Services and their numbers by folded id, a taken place passing to the next.
    places: Vec<Option<(ServiceId, u32)>>,
    shift: u32,
    /// Who was asked for last: links come in runs of one consumer.
    last: Option<(ServiceId, u32)>,
}

impl Numbers {
    pub(super) fn of(services: &[ServiceId]) -> Self {
        let bits = (services.len().max(4) * 2).next_power_of_two().trailing_zeros();
        let mut numbers = Self {
            places: vec![None; 1 << bits],
            shift: 64 - bits,
            last: None,
        };
        for (id, number) in services.iter().zip(0..) {
            let place = numbers.place(*id);
            numbers.places[place] = Some((*id, number));
        }
        numbers
    }

    pub(super) fn get(&self, id: ServiceId) -> Option<u32> {
        self.places[self.place(id)].map(|(_, number)| number)
    }

    /// The same for an id that is likely to be asked for again at once.
    pub(super) fn get_again(&mut self, id: ServiceId) -> Option<u32> {
        if self.last.is_none_or(|(last, _)| last != id) {
            self.last = self.places[self.place(id)];
        }
        self.last.map(|(_, number)| number)
    }

    /// Where the id is, or would be put.
    fn place(&self, id: ServiceId) -> usize {
        let whole = id.0.as_u128();
        let folded = (whole >> 64) as u64 ^ (whole as u64).rotate_left(23);
        let mut place = (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift) as usize;
        while self.places[place].is_some_and(|(taken, _)| taken != id) {
            place = (place + 1) & (self.places.len() - 1);
        }
        place
    }
}
