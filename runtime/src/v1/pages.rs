//! Pagination: what a generated request declares about it.

/// Declares the methods of a request that return streams of its pages, and of their items.
///
/// `pages! { ListPets.pages, items -> Pet = data.pets, cursor after = data.next }`: the methods,
/// the item type and the place of the list, and how the next page is requested. A place is a path
/// of fields of the response; without one, the list is the response itself. A parameter may be a
/// field of the body, `body.after`. `while place` at the end is a boolean that ends the list if it is
/// false. The next page is requested by one of:
///
/// - `cursor input = place`: the parameter is set to the value in the page
/// - `last input = place`: the parameter is set to the value in the last item of the page
/// - `offset input from 0`: the parameter is increased by the number of items
/// - `page input from 1`: the parameter is increased by one
/// - `address = place`: the URL in the page
/// - `link`: the URL in the header `Link`
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_rest_pages {
    (
        $request:ident.$pages:ident, $items:ident -> $item:ty $(= $($list:ident).+)?,
        $style:ident $($($input:ident).+ $(from $first:literal)?)? $(= $($place:ident).+)?
        $(, while $($more:ident).+)? $(,)?
    ) => {
        $crate::__v1_rest_pages!(
            @paged $request.$pages, ($($($list)+)?), ($($($more)+)?),
            $style $($($input).+ $(from $first)?)? $(= $($place).+)?
        );

        impl $crate::v1::rest::Listed for $request {
            type Item = $item;

            #[inline]
            fn list(page: <Self as $crate::v1::Request>::Value) -> ::std::vec::Vec<$item> {
                // Not `expect`: only a place in which nothing may be missing needs the trait.
                #[allow(unused_imports)]
                use $crate::v1::rest::WholeOwn as _;
                let taken = || -> ::core::option::Option<::std::vec::Vec<$item>> {
                    let at = $crate::v1::rest::Own(page).own()?;
                    $($(let at = $crate::v1::rest::Own(at.$list).own()?;)+)?
                    ::core::option::Option::Some(at)
                };
                taken().unwrap_or_default()
            }
        }

        impl $request {
            /// Returns the items of the list, and requests each page when it is needed.
            ///
            /// Set all other parameters of the call first.
            #[inline]
            pub fn $items(self) -> $crate::Items<Self> {
                $crate::Items::new(self)
            }
        }
    };
    (
        $request:ident.$pages:ident,
        $style:ident $($($input:ident).+ $(from $first:literal)?)? $(= $($place:ident).+)?
        $(, while $($more:ident).+)? $(,)?
    ) => {
        $crate::__v1_rest_pages!(
            @paged $request.$pages, (), ($($($more)+)?),
            $style $($($input).+ $(from $first)?)? $(= $($place).+)?
        );
    };
    (@paged $request:ident.$pages:ident, ($($list:ident)*), ($($more:ident)*), $($style:tt)+) => {
        impl $crate::v1::rest::Paged for $request {
            #[inline]
            fn follow(
                &mut self,
                page: &<Self as $crate::v1::Request>::Value,
                turn: &$crate::v1::rest::Turn<'_>,
            ) -> $crate::v1::rest::Next {
                // Not `expect`: only a place in which nothing may be missing needs the trait.
                #[allow(unused_imports)]
                use $crate::v1::rest::WholeOpen as _;
                // Not every style asks all of these.
                let _ = (page, turn);
                $crate::__v1_rest_pages!(@ends page, $($more)*);
                $crate::__v1_rest_pages!(@next self, page, turn, ($($list)*), $($style)+)
            }
        }

        impl $request {
            /// Returns the pages of the list, and requests each when it is needed.
            ///
            /// Set all other parameters of the call first.
            #[inline]
            pub fn $pages(self) -> $crate::Pages<Self> {
                $crate::Pages::new(self)
            }
        }
    };
    (@next $self:ident, $page:ident, $turn:ident, $list:tt, cursor $($input:ident).+ = $($place:ident).+) => {
        $crate::v1::rest::Next::after(
            &mut $self.$($input).+,
            $crate::__v1_rest_pages!(@at $page, $($place)+),
        )
    };
    (@next $self:ident, $page:ident, $turn:ident, ($($list:ident)*), last $($input:ident).+ $(= $($place:ident).+)?) => {{
        let list = $crate::__v1_rest_pages!(@at $page, $($list)*);
        let last = list.and_then(|list| list.last());
        $crate::v1::rest::Next::after(
            &mut $self.$($input).+,
            last.and_then(|last| $crate::__v1_rest_pages!(@at last, $($($place)+)?)),
        )
    }};
    (@next $self:ident, $page:ident, $turn:ident, ($($list:ident)*), offset $($input:ident).+ from $first:literal) => {{
        let held = $crate::__v1_rest_pages!(@at $page, $($list)*).map(|list| list.len());
        $crate::v1::rest::Next::counted(&mut $self.$($input).+, $first, held.unwrap_or(0), held)
    }};
    (@next $self:ident, $page:ident, $turn:ident, ($($list:ident)*), page $($input:ident).+ from $first:literal) => {{
        let held = $crate::__v1_rest_pages!(@at $page, $($list)*).map(|list| list.len());
        $crate::v1::rest::Next::counted(&mut $self.$($input).+, $first, 1, held)
    }};
    (@next $self:ident, $page:ident, $turn:ident, $list:tt, address = $($place:ident).+) => {
        $crate::v1::rest::Next::at($crate::__v1_rest_pages!(@at $page, $($place)+))
    };
    (@next $self:ident, $page:ident, $turn:ident, $list:tt, link) => {
        $crate::v1::rest::Next::linked($turn)
    };
    // Nothing follows a page that says so.
    (@ends $page:ident,) => {};
    (@ends $page:ident, $($more:ident)+) => {
        if let ::core::option::Option::Some(false) = $crate::__v1_rest_pages!(@at $page, $($more)+) {
            return $crate::v1::rest::Next::Nothing;
        }
    };
    // What stands at a place, where it is there.
    (@at $page:ident, $($place:ident)*) => {
        (|| {
            let at = $crate::v1::rest::Open($page).open()?;
            $(let at = $crate::v1::rest::Open(&at.$place).open()?;)*
            ::core::option::Option::Some(at)
        })()
    };
}
